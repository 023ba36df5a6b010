
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "batch_references": {
                  Row: {
                    "batch_id": string,"reference_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "batch_id": string,"reference_id": string,"user_id": string
                  }
                  Update: {
                    "batch_id"?: string,"reference_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "batch_references_batch_id_fkey"
      columns: ["batch_id"]
isOneToOne: false
      referencedRelation: "batches"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "batch_references_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"batches": {
                  Row: {
                    "created_at": string,"early_ms": number | null,"id": string,"model": string,"parent_id": string | null,"prompt": string,"quantiles_ms": (number)[] | null,"search": unknown,"settings": NonNullable<Json>,"topic_id": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"early_ms"?: number | null,"id"?: string,"model": string,"parent_id"?: string | null,"prompt": string,"quantiles_ms"?: (number)[] | null,"search"?: never,"settings": NonNullable<Json>,"topic_id"?: string | null,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"early_ms"?: number | null,"id"?: string,"model"?: string,"parent_id"?: string | null,"prompt"?: string,"quantiles_ms"?: (number)[] | null,"search"?: never,"settings"?: NonNullable<Json>,"topic_id"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "batches_topic_id_fkey"
      columns: ["topic_id"]
isOneToOne: false
      referencedRelation: "topic_details"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "batches_topic_id_fkey"
      columns: ["topic_id"]
isOneToOne: false
      referencedRelation: "topics"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "batches_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"credit_ledger": {
                  Row: {
                    "amount": number,"created_at": string,"id": number,"kind": string,"task_id": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount": number,"created_at"?: string,"id"?: never,"kind": string,"task_id"?: string | null,"user_id": string
                  }
                  Update: {
                    "amount"?: number,"created_at"?: string,"id"?: never,"kind"?: string,"task_id"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "credit_ledger_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"generated_images": {
                  Row: {
                    "batch_id": string,"created_at": string,"deleted_at": string | null,"favourite": boolean,"height": number | null,"image_urls": (string)[],"mime_type": string | null,"number": number,"object_key": string | null,"placeholder": string | null,"position": number,"seed": number | null,"sha256": string | null,"task_id": string,"thumb_key": string | null,"user_id": string,"width": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "batch_id": string,"created_at"?: string,"deleted_at"?: string | null,"favourite"?: boolean,"height"?: number | null,"image_urls"?: (string)[],"mime_type"?: string | null,"number"?: number,"object_key"?: string | null,"placeholder"?: string | null,"position": number,"seed"?: number | null,"sha256"?: string | null,"task_id": string,"thumb_key"?: string | null,"user_id": string,"width"?: number | null
                  }
                  Update: {
                    "batch_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"favourite"?: boolean,"height"?: number | null,"image_urls"?: (string)[],"mime_type"?: string | null,"number"?: number,"object_key"?: string | null,"placeholder"?: string | null,"position"?: number,"seed"?: number | null,"sha256"?: string | null,"task_id"?: string,"thumb_key"?: string | null,"user_id"?: string,"width"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "generated_images_batch_id_fkey"
      columns: ["batch_id"]
isOneToOne: false
      referencedRelation: "batches"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "generated_images_task_id_fkey"
      columns: ["task_id"]
isOneToOne: true
      referencedRelation: "task_details"
      referencedColumns: ["task_id"]
    },{
      foreignKeyName: "generated_images_task_id_fkey"
      columns: ["task_id"]
isOneToOne: true
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "generated_images_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"generation_requests": {
                  Row: {
                    "created_at": string,"request": NonNullable<Json>,"response": NonNullable<Json>,"task_id": string,"task_ids": (string)[],"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"request": NonNullable<Json>,"response": NonNullable<Json>,"task_id": string,"task_ids": (string)[],"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"request"?: NonNullable<Json>,"response"?: NonNullable<Json>,"task_id"?: string,"task_ids"?: (string)[],"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "generation_requests_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"notifications": {
                  Row: {
                    "created_at": string,"id": string,"kind": string,"read_at": string | null,"subject": NonNullable<Json>,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"kind": string,"read_at"?: string | null,"subject": NonNullable<Json>,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"kind"?: string,"read_at"?: string | null,"subject"?: NonNullable<Json>,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notifications_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"partial_uploads": {
                  Row: {
                    "created_at": string,"id": string,"parts": number,"upload_id": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id": string,"parts": number,"upload_id"?: string | null,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"parts"?: number,"upload_id"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "partial_uploads_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"profiles": {
                  Row: {
                    "created_at": string,"credits": number,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"credits"?: number,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"credits"?: number,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"task_attempts": {
                  Row: {
                    "attempt": number,"due_at": string | null,"ended_at": string | null,"error_code": string | null,"outcome": string | null,"started_at": string,"stats_key": string,"task_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempt": number,"due_at"?: string | null,"ended_at"?: string | null,"error_code"?: string | null,"outcome"?: string | null,"started_at": string,"stats_key": string,"task_id": string
                  }
                  Update: {
                    "attempt"?: number,"due_at"?: string | null,"ended_at"?: string | null,"error_code"?: string | null,"outcome"?: string | null,"started_at"?: string,"stats_key"?: string,"task_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "task_attempts_task_id_fkey"
      columns: ["task_id"]
isOneToOne: false
      referencedRelation: "task_details"
      referencedColumns: ["task_id"]
    },{
      foreignKeyName: "task_attempts_task_id_fkey"
      columns: ["task_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    }
                  ]
                },"task_dependencies": {
                  Row: {
                    "child_id": string,"parent_id": string,"port": string,"position": number
                  }
                  ComputedFields: never
                  Insert: {
                    "child_id": string,"parent_id": string,"port": string,"position": number
                  }
                  Update: {
                    "child_id"?: string,"parent_id"?: string,"port"?: string,"position"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "task_dependencies_child_id_fkey"
      columns: ["child_id"]
isOneToOne: false
      referencedRelation: "task_details"
      referencedColumns: ["task_id"]
    },{
      foreignKeyName: "task_dependencies_child_id_fkey"
      columns: ["child_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "task_dependencies_parent_id_fkey"
      columns: ["parent_id"]
isOneToOne: false
      referencedRelation: "task_details"
      referencedColumns: ["task_id"]
    },{
      foreignKeyName: "task_dependencies_parent_id_fkey"
      columns: ["parent_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    }
                  ]
                },"task_groups": {
                  Row: {
                    "canceled": number,"completed": number,"created_at": string,"failed": number,"finished_at": string | null,"id": string,"kind": string,"open": number,"total": number,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "canceled"?: number,"completed"?: number,"created_at"?: string,"failed"?: number,"finished_at"?: string | null,"id": string,"kind": string,"open": number,"total": number,"user_id": string,"version"?: number
                  }
                  Update: {
                    "canceled"?: number,"completed"?: number,"created_at"?: string,"failed"?: number,"finished_at"?: string | null,"id"?: string,"kind"?: string,"open"?: number,"total"?: number,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "task_groups_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"task_kinds": {
                  Row: {
                    "kind": string,"lane": string,"places": number | null,"priority": number,"quiet": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "kind": string,"lane": string,"places"?: number | null,"priority"?: number,"quiet"?: boolean
                  }
                  Update: {
                    "kind"?: string,"lane"?: string,"places"?: number | null,"priority"?: number,"quiet"?: boolean
                  }
                  Relationships: [
                    
                  ]
                },"tasks": {
                  Row: {
                    "accepted": Json | null,"attempts": number,"created_at": string,"error_code": string | null,"error_retry_at": string | null,"finished_at": string | null,"group_id": string | null,"id": string,"kind": string,"lease_expires_at": string | null,"lease_seconds": number,"lease_token": string | null,"made_at": string | null,"max_attempts": number,"needs": number,"origin": Json | null,"payload": NonNullable<Json>,"price": number,"progress": number | null,"result": Json | null,"retry_delays": (number)[],"run_after": string,"started_at": string | null,"stats_key": string,"status": string,"user_id": string,"version": number,"waits_for": number
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted"?: Json | null,"attempts"?: number,"created_at"?: string,"error_code"?: string | null,"error_retry_at"?: string | null,"finished_at"?: string | null,"group_id"?: string | null,"id": string,"kind": string,"lease_expires_at"?: string | null,"lease_seconds": number,"lease_token"?: string | null,"made_at"?: string | null,"max_attempts": number,"needs"?: number,"origin"?: Json | null,"payload": NonNullable<Json>,"price": number,"progress"?: number | null,"result"?: Json | null,"retry_delays": (number)[],"run_after"?: string,"started_at"?: string | null,"stats_key": string,"status"?: string,"user_id": string,"version"?: number,"waits_for"?: number
                  }
                  Update: {
                    "accepted"?: Json | null,"attempts"?: number,"created_at"?: string,"error_code"?: string | null,"error_retry_at"?: string | null,"finished_at"?: string | null,"group_id"?: string | null,"id"?: string,"kind"?: string,"lease_expires_at"?: string | null,"lease_seconds"?: number,"lease_token"?: string | null,"made_at"?: string | null,"max_attempts"?: number,"needs"?: number,"origin"?: Json | null,"payload"?: NonNullable<Json>,"price"?: number,"progress"?: number | null,"result"?: Json | null,"retry_delays"?: (number)[],"run_after"?: string,"started_at"?: string | null,"stats_key"?: string,"status"?: string,"user_id"?: string,"version"?: number,"waits_for"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "tasks_group_id_fkey"
      columns: ["group_id"]
isOneToOne: false
      referencedRelation: "task_groups"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_kind_fkey"
      columns: ["kind"]
isOneToOne: false
      referencedRelation: "task_kinds"
      referencedColumns: ["kind"]
    },{
      foreignKeyName: "tasks_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"topics": {
                  Row: {
                    "created_at": string,"deleted_at": string | null,"id": string,"title": string | null,"title_task_id": string | null,"titled_by": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"deleted_at"?: string | null,"id"?: string,"title"?: string | null,"title_task_id"?: string | null,"titled_by"?: string,"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"deleted_at"?: string | null,"id"?: string,"title"?: string | null,"title_task_id"?: string | null,"titled_by"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "topics_title_task_id_fkey"
      columns: ["title_task_id"]
isOneToOne: false
      referencedRelation: "task_details"
      referencedColumns: ["task_id"]
    },{
      foreignKeyName: "topics_title_task_id_fkey"
      columns: ["title_task_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "topics_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"uploads": {
                  Row: {
                    "created_at": string,"height": number,"id": string,"mime_type": string,"stored_at": string | null,"user_id": string,"width": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"height": number,"id": string,"mime_type": string,"stored_at"?: string | null,"user_id": string,"width": number
                  }
                  Update: {
                    "created_at"?: string,"height"?: number,"id"?: string,"mime_type"?: string,"stored_at"?: string | null,"user_id"?: string,"width"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "uploads_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                }
          }
          Views: {
            "task_details": {
                  Row: {
                    "attempts": number,"batch_created_at": string | null,"batch_id": string | null,"created_at": string,"deleted": boolean | null,"early_ms": number | null,"error_code": string | null,"error_retry_at": string | null,"favourite": boolean | null,"finished_at": string | null,"group_id": string | null,"height": number | null,"image_urls": (string)[] | null,"kind": string,"lane": string,"max_attempts": number,"mime_type": string | null,"model": string | null,"number": number | null,"parent_id": string | null,"placeholder": string | null,"places": number | null,"position": number | null,"price": number,"progress": number | null,"prompt": string | null,"quantiles_ms": (number)[] | null,"queue_position": number | null,"quiet": boolean,"result": Json | null,"retry_at": string | null,"seed": number | null,"settings": Json | null,"started_at": string | null,"status": string,"task_id": string,"topic_id": string | null,"version": number,"waiting_for": number | null,"width": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "batches_topic_id_fkey"
      columns: ["topic_id"]
isOneToOne: false
      referencedRelation: "topic_details"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "batches_topic_id_fkey"
      columns: ["topic_id"]
isOneToOne: false
      referencedRelation: "topics"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "generated_images_batch_id_fkey"
      columns: ["batch_id"]
isOneToOne: false
      referencedRelation: "batches"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_group_id_fkey"
      columns: ["group_id"]
isOneToOne: false
      referencedRelation: "task_groups"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_kind_fkey"
      columns: ["kind"]
isOneToOne: false
      referencedRelation: "task_kinds"
      referencedColumns: ["kind"]
    }
                  ]
                },"topic_details": {
                  Row: {
                    "cover_id": string | null,"created_at": string,"id": string,"title": string | null,"titled_by": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                           "cover_id"?: never,"created_at"?: string | null,"id"?: string | null,"title"?: string | null,"titled_by"?: string | null,"updated_at"?: string | null
                         }
                        Update: {
                           "cover_id"?: never,"created_at"?: string | null,"id"?: string | null,"title"?: string | null,"titled_by"?: string | null,"updated_at"?: string | null
                         }
                        Relationships: [
                    
                  ]
                }
          }
          Functions: {
            "abandon_partial_upload":
{ Args: { "p_partial_id": string,"p_user_id": string }; Returns: boolean
                           },
"begin_partial_upload":
{ Args: { "p_partial_id": string,"p_parts": number,"p_user_id": string }; Returns: undefined
                           },
"begin_upload":
{ Args: { "p_image": Json,"p_upload_id": string,"p_user_id": string }; Returns: undefined
                           },
"cancel_group":
{ Args: { "p_group_id": string,"p_user_id": string }; Returns: (string)[]
                           },
"cancel_task":
{ Args: { "p_task_id": string,"p_user_id": string }; Returns: undefined
                           },
"claim_tasks":
{ Args: { "p_kinds": (string)[],"p_max_running": number,"p_places": Json }; Returns: Json
                           },
"clean_up":
{ Args: { "p_interval_seconds"?: number }; Returns: Json
                           },
"clear_deleted_topic":
{ Args: { "p_topic_id": string,"p_user_id": string }; Returns: boolean
                           },
"complete_image":
{ Args: { "p_image": Json,"p_lease_token": string,"p_task_id": string }; Returns: boolean
                           },
"complete_task":
{ Args: { "p_lease_token": string,"p_result"?: Json,"p_task_id": string }; Returns: boolean
                           },
"complete_title":
{ Args: { "p_lease_token": string,"p_task_id": string,"p_title": string }; Returns: boolean
                           },
"configure_installation":
{ Args: { "p_signup_credits": number }; Returns: undefined
                           },
"count_gallery":
{ Args: { "p_filter": Json }; Returns: Json
                           },
"count_topic":
{ Args: { "p_topic_id": string }; Returns: Json
                           },
"create_generation":
{ Args: { "p_limits": Json,"p_model": string,"p_opens_topic"?: boolean,"p_parent_id"?: string,"p_price": number,"p_prompt": string,"p_request": Json,"p_seeds": (number)[],"p_settings": Json,"p_stats_key": string,"p_task_ids": (string)[],"p_title"?: Json,"p_topic_id"?: string,"p_user_id": string }; Returns: Json
                           },
"create_retry":
{ Args: { "p_limits": Json,"p_new_task_id": string,"p_seed": number,"p_task_id": string,"p_user_id": string }; Returns: Json
                           },
"create_topic":
{ Args: { "p_title"?: string,"p_topic_id": string,"p_user_id": string }; Returns: undefined
                           },
"delete_image":
{ Args: { "p_image_id": string,"p_user_id": string }; Returns: undefined
                           },
"delete_images":
{ Args: { "p_ids": (string)[],"p_user_id": string }; Returns: undefined
                           },
"delete_topic":
{ Args: { "p_topic_id": string,"p_user_id": string }; Returns: (string)[]
                           },
"fail_task":
{ Args: { "p_available_at"?: string,"p_error_code": string,"p_lease_token": string,"p_retry_after_seconds"?: number,"p_retryable": boolean,"p_task_id": string }; Returns: string
                           },
"finish_partial_upload":
{ Args: { "p_partial_id": string,"p_upload_id": string,"p_user_id": string }; Returns: string
                           },
"finish_upload":
{ Args: { "p_upload_id": string,"p_user_id": string }; Returns: boolean
                           },
"grant_credits":
{ Args: { "p_amount": number,"p_user_id": string }; Returns: number
                           },
"grant_credits_by_email":
{ Args: { "p_amount": number,"p_email": string }; Returns: number
                           },
"heartbeat_tasks":
{ Args: { "p_leases": Json }; Returns: Json
                           },
"keep_picture":
{ Args: { "p_lease_token": string,"p_made"?: boolean,"p_task_id": string }; Returns: boolean
                           },
"list_batches":
{ Args: { "p_filter": Json }; Returns: Json
                           },
"list_credits":
{ Args: { "p_before"?: number,"p_limit": number }; Returns: Json
                           },
"list_gallery":
{ Args: { "p_filter": Json }; Returns: Json
                           },
"list_gallery_ids":
{ Args: { "p_filter": Json }; Returns: Json
                           },
"list_topics":
{ Args: { "p_filter": Json }; Returns: Json
                           },
"mark_purged":
{ Args: { "p_task_ids": (string)[] }; Returns: undefined
                           },
"move_images":
{ Args: { "p_ids": (string)[],"p_topic_id": string,"p_user_id": string }; Returns: undefined
                           },
"read_installation":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_metrics":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_pending_tasks":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_queue_stats":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_tasks":
{ Args: { "p_task_ids": (string)[] }; Returns: Json
                           },
"release_task":
{ Args: { "p_lease_token": string,"p_task_id": string }; Returns: boolean
                           },
"rename_topic":
{ Args: { "p_title": string,"p_topic_id": string,"p_user_id": string }; Returns: undefined
                           },
"restore_image":
{ Args: { "p_image_id": string,"p_user_id": string }; Returns: undefined
                           },
"restore_images":
{ Args: { "p_ids": (string)[],"p_user_id": string }; Returns: undefined
                           },
"set_favourite":
{ Args: { "p_favourite": boolean,"p_ids": (string)[],"p_user_id": string }; Returns: undefined
                           },
"sweep_tasks":
{ Args: { "p_interval_seconds"?: number }; Returns: Json
                           },
"take_allowance":
{ Args: { "p_allowances": Json }; Returns: number
                           },
"take_due_purges":
{ Args: { "p_interval_seconds"?: number,"p_kinds"?: (string)[],"p_limit": number }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
